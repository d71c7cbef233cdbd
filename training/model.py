"""The model: MiniLM over (client line, reply), and one logit per code for each clause."""

import torch
from torch import nn
from transformers import BertModel


class Coder(nn.Module):
    """Codes of clauses; topics from the clause embedding, while training only."""

    def __init__(self, bert: BertModel, codes: int, topics: int) -> None:
        super().__init__()
        self.bert = bert
        size = bert.config.hidden_size
        self.dropout = nn.Dropout(0.1)
        self.codes = nn.Linear(2 * size, codes)
        self.topics = nn.Linear(size, topics)

    def forward(self, input_ids, attention_mask, token_type_ids, row_of, clauses):
        """Arrays of bot/coder/packing.py in; logits (clauses x codes), embeddings (x 384) out."""
        hidden = self.bert(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        mean = torch.bmm(clauses.unsqueeze(1), hidden[row_of]).squeeze(1)
        logits = self.codes(self.dropout(torch.cat([hidden[row_of, 0], mean], dim=-1)))
        return logits, nn.functional.normalize(mean, dim=-1)
