"""The model: MiniLM, a clause embedding (mean of the clause's tokens), and one logit per code."""

import torch
from torch import nn
from transformers import BertModel


class Coder(nn.Module):
    """Codes from (client line, clause); topics from the clause embedding, while training only."""

    def __init__(self, bert: BertModel, codes: int, topics: int) -> None:
        super().__init__()
        self.bert = bert
        size = bert.config.hidden_size
        self.dropout = nn.Dropout(0.1)
        self.codes = nn.Linear(2 * size, codes)
        self.topics = nn.Linear(size, topics)

    def forward(self, input_ids, attention_mask, token_type_ids):
        """Token tensors (rows x tokens) in; logits (rows x codes), embeddings (rows x 384) out."""
        hidden = self.bert(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        own = (token_type_ids * attention_mask).unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * own).sum(1) / own.sum(1).clamp(min=1.0)
        logits = self.codes(self.dropout(torch.cat([hidden[:, 0], mean], dim=-1)))
        return logits, nn.functional.normalize(mean, dim=-1)
